"""What carries out commands about files that lie beside the database: policies, templates, scans."""
