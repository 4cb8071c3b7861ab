"""Language models that the owner configured, behind one small protocol."""
