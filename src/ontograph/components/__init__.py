"""spaCy components, one a file, in the order they run; `layers` says what each leaves on the Doc."""
