INSERT INTO event (id, at, kind) VALUES (1, '2024-02-29', 'a'), (2, '2025-03-01', 'b'), (3, '2025-03-02', 'c');
