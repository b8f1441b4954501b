"""What goes wrong with pictures, captions and files on the web, planted on purpose."""
