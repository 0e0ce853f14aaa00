"""The grant: from application to refund. ``facts`` folds its stream, ``state`` derives, ``grant`` decides."""
