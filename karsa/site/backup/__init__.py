"""Everything that a restored Karsa needs, consistent while people write.

A backup is a folder named by its moment, beside a pool of files kept once for all backups:

    DIR/20261122T181500Z/manifest.json    what belongs to it, with sizes and SHA-256
    DIR/20261122T181500Z/database.…       SQLite's own copy, or pg_dump's custom format
    DIR/20261122T181500Z/keys.tar         the signing key and the agencies' certificates
    DIR/20261122T181500Z/files.txt        the stored files, as `sha256sum` prints them
    DIR/pool/<agency>/<ab>/<sha256>

Encrypted parts and files end in .age (https://age-encryption.org/v1).
"""
