-- Remembers that a file was imported and what came of it.
INSERT INTO import_batch (import_id, file_hash, imported_at, imported_by, rows_read, rows_written, rows_known,
                          rows_rejected)
VALUES ($import_id, $file_hash, $imported_at, $imported_by, $rows_read, $rows_written, $rows_known, $rows_rejected)
