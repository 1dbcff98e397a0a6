"""The forms in which readings and pages leave the package; nothing is imported here, so that nothing heavy is.

Level 5. `terminal` shows in a terminal, `marked` as one HTML file, `tables` exports to CSV and Parquet.
"""
