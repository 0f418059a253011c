"""Files that hold stories in their own ways: tables, mail, exports, feeds, office files."""
