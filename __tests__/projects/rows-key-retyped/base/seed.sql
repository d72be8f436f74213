INSERT INTO role (id, name) VALUES (7, 'editor'), (9, 'owner');
