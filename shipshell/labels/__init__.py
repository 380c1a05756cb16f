"""Labels that were bought, put together into one file to print: a PDF of pictures, or a thermal printer's language."""
