"""The grant: from application to refund. ``facts`` folds a stream, ``state`` says where it stands, ``grant`` decides."""
