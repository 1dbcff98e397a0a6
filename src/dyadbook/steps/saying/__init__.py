"""Who says what: attributions with source, cue and content, and whom a source means."""
