"""The steps of reading: one module each, in the order that `dyadbook.reader` keeps."""
