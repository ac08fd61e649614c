"""The tourism office's own pages under /office: accounts, the places' forms, review and history, what to do next."""
