INSERT INTO role (id, name) VALUES (1, 'editor'), (2, 'guest');
