"""The commands, a file each: they read their options, call one function of the library, and print."""
