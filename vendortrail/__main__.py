"""`python -m vendortrail`."""

from vendortrail.cli import main

main()
