"""Slips of paper to take along: how they are laid out, and the printers they go to.

PrintingError
├── PrinterSettingError   the setting names no printer we know; told at start-up
└── PrinterFailure        a device let us down; turned into `NotPrinted` before it leaves the package
"""
