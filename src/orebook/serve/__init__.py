"""Where people and programs reach the book: the command line, later the desk."""
