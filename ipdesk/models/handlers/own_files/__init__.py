"""What carries out commands about files that the office lays beside its database: policies and templates."""
