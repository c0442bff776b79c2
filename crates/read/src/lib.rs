//! Bytes → [`Document`](rapporteur_record::Document)s: files, folders, standard input; text, web pages, JSON Lines.
