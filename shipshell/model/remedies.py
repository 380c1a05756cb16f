"""What a person can do about each error: the words of `docs/errors.md`, and a test holds the two together."""

from __future__ import annotations

#: By code, in the order of the catalogue.
REMEDIES: dict[str, str] = {
    # E-1xxx input and sources
    "E-1001": "Check the name and the folder; files with similar names are suggested.",
    "E-1002": "It is a folder, not a regular file, or you may not read it: name a file that you can open.",
    "E-1003": "Export the orders again.",
    "E-1004": "It is a picture, a PDF, a workbook under another name, a QuickBooks IIF file: export the orders as CSV.",
    "E-1005": "Put a line with the names of the columns above the first order.",
    "E-1006": "There is a header and nothing under it: export the orders again.",
    "E-1007": "Export the orders as CSV, and ship that file.",
    "E-1008": "Wait until the batch that is named ends, or stop it there.",
    "E-1009": 'Close it there, or say "ship orders.csv anyway".',
    "E-1010": (
        'Rows differ from what was approved, so they were not sent: look at the new preview, or say "resume" '
        "to see the difference."
    ),
    "E-1011": "Make the file and its folder writable; a file that is open in Excel on Windows must be closed.",
    "E-1012": "Save it as UTF-8; the line and byte are named.",
    "E-1013": (
        "A quote is astray, a cell holds the delimiter without quotes, or bytes that are no text: mend what is named."
    ),
    "E-1014": (
        "Nothing was bought. The message says what stands in the way: mend it in the workbook, or let the shell "
        "copy the orders into a CSV file beside it."
    ),
    "E-1015": 'Name one of the sheets that are listed: "ship march.xlsx sheet Orders".',
    "E-1016": 'Name one of the tables that are listed: "ship shop.db table orders".',
    "E-1017": "Check host, port and name of the database, and that its server runs.",
    "E-1018": (
        "Nothing was bought. It is a view, has no primary key, or you may not write to it; the message says what to do."
    ),
    "E-1020": 'Say one of the things that are suggested; "help" lists what can be said.',
    "E-1021": "Another question or batch comes first, or nothing is there that it could mean; the message says which.",
    "E-1022": 'Check the number; "show rows 1-20" or "job 8" list the rows.',
    "E-1023": '"jobs" lists the jobs.',
    "E-1024": "Name a column of the source; the nearest are suggested.",
    "E-1025": "Name one of the fields that are listed.",
    "E-1026": 'Nothing was bought. Say it like California, "weight over 5 lbs", "rows 1-50" or "first 20".',
    "E-1027": "Name one of UPS's services, such as Ground or 2nd Day Air.",
    "E-1029": 'Answer with map "Zip Code" to postal_code, or mend the header; what is missing is named.',
    "E-1030": "The filter leaves no row: check it.",
    "E-1031": "Check the path of the script.",
    "E-1032": 'Say "a parcel each", or "one parcel per order"; nothing was bought. Rows of one parcel must agree.',
    # E-2xxx validation
    "E-2001": "Fill the cell in, or leave the row out.",
    "E-2002": "Correct the cell; the message says what it may be.",
    "E-2003": "Shorten it in the source; nothing is cut.",
    "E-2004": "PO boxes, military addresses and some territories: ask for a street address, or leave the row out.",
    "E-2005": (
        "UPS takes up to 150 lb, 108 inches of length, and 165 inches of length plus girth: correct it, or "
        "send it as freight."
    ),
    "E-2006": "Choose another service, or leave the row out. Saturday delivery goes by some air services only.",
    "E-2007": "Format the column as text, enter the number again, and save.",
    "E-2008": "Bill it to the shipper (empty the cell), or leave the row out.",
    "E-2010": 'Mend the file and preview again, or say "leave out the bad rows".',
    "E-2011": 'Preview again, or say "leave out the bad rows".',
    "E-2020": "Nothing was bought. Leave rows out, or change the limit; a session can only lower [limits].",
    "E-2021": "Nothing was bought. Look at the new preview, and approve that.",
    # E-3xxx carrier
    "E-3001": 'Nothing was bought for the row. Correct what UPS complains of, then say "resume".',
    "E-3002": 'Nothing was sent. Check the network, then say "resume".',
    "E-3003": "The row is looked up by its reference; if it is not found, it is in doubt: see docs/recovery.md.",
    "E-3004": 'shipshell waits and tries again by itself, at most five minutes for one row; then say "resume" later.',
    "E-3005": "As for E-3003: the row is looked up, and is in doubt if it is not found.",
    "E-3006": "As for E-3003.",
    "E-3007": (
        'Find out what became of it, then say "row 48 did not ship" or "row 48 shipped as 1Z..."; "resume" '
        "asks UPS again."
    ),
    "E-3008": ('The batch stopped after the row. Check the row\'s package and address, then say "resume" or "cancel".'),
    "E-3009": "Correct what UPS complains of, or leave the row out.",
    "E-3010": "The shipment still stands, and may be billed. The message has UPS's reason.",
    "E-3011": "Only the check failed: the address itself may be good. Preview again, or go on without the check.",
    "E-3012": "Check the number; a fresh label is not known to UPS's tracking at once.",
    "E-3013": 'Say "reconcile"; answer "y" to void the one too many, or "n" to keep both.',
    # E-4xxx system and store
    "E-4001": "Check its path, your rights and the disk; close another program that locks it.",
    "E-4002": "Keep the file and put back a copy from a backup: see docs/troubleshooting.md.",
    "E-4003": "Update shipshell; nothing was changed.",
    "E-4004": "Wait until it ends in the shipshell that is named, or stop it there.",
    "E-4005": 'Say "resume", "restart" or "cancel" first.',
    "E-4006": 'The number is safe in the job. Mend what is named, then say "retry 8".',
    "E-4007": "Set SHIPSHELL_HOME to a folder of yours.",
    "E-4008": 'Nothing was done. "job 8" shows how it stands.',
    "E-4009": (
        'The job store is intact: start again, and "resume" where a batch was executing. The log that is '
        "named says where it happened."
    ),
    "E-4010": 'Make room on the disk, then say "resume".',
    "E-4011": "Another program uses it: choose another with --port, or --port 0 for any that is free.",
    "E-4012": "GIF labels go into a PDF, ZPL labels into a ZPL file: leave the format away, or name the other.",
    "E-4013": (
        'The labels of the other rows are in the file. "labels" and "reprint" ask UPS for what is missing '
        "each time; if it gives none, void the row and ship it anew."
    ),
    "E-4014": "Everything else works. Start the server, or put the file back; then start shipshell again.",
    "E-4015": "Have the right to create tables granted, or keep the jobs in your own store: see docs/databases.md.",
    "E-4016": 'Mend the lines marked failed, and say "doctor" again: see docs/troubleshooting.md.',
    # E-5xxx credentials and configuration
    "E-5001": (
        'Say "setup", or set the variables that are named; SHIPSHELL_ENVIRONMENT=emulator serves to try '
        "without an account."
    ),
    "E-5002": "Check UPS_CLIENT_ID, UPS_CLIENT_SECRET and UPS_ACCOUNT_NUMBER.",
    "E-5003": "Mend the file that is named, or move it away to start without it.",
    "E-5004": (
        "Correct the setting that is named: see docs/settings.md. The shipper is read as strictly as an "
        "order: no PO box, a ZIP code in its state, a whole phone number."
    ),
    "E-5005": 'Say "setup", or fill in [shipper] in config.toml.',
    "E-5006": "Use https://; plain http only to this machine itself; in production unset UPS_BASE_URL.",
    "E-5007": "Set [limits] batch.",
    "E-5008": "Start shipshell in the job's own environment and account.",
    "E-5009": "Unlock it, or set UPS_CLIENT_SECRET in the environment.",
    "E-5010": "Type the chmod that is named; ask UPS for a new secret if others may have read it.",
    "E-5011": "Check user and password; see docs/databases.md.",
    "E-5012": "Install it: pip install 'shipshell[postgresql]' or 'shipshell[mysql]'.",
}
