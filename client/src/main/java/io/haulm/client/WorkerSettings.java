package io.haulm.client;

import java.util.List;

/** What a worker was told when it was built. */
record WorkerSettings(
    ConnectionOptions options,
    List<String> tubes,
    int concurrency,
    int attemptsMax,
    int deliveriesMax,
    Backoff backoff,
    boolean buriesFirst,
    long graceMillis,
    long firstLookMillis,
    WorkerListener listener) {}
