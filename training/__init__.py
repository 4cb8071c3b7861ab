"""What is trained for the package, and how."""
