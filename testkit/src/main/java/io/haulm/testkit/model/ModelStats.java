package io.haulm.testkit.model;

import io.haulm.engine.CommandCounts;
import java.util.Map;

/**
 * The model's answer to {@code stats}: the figures of {@link io.haulm.engine.Reply.EngineStats}.
 */
public record ModelStats(
    long urgent,
    long ready,
    long reserved,
    long delayed,
    long buried,
    Map<CommandCounts.Kind, Long> commands,
    long jobTimeouts,
    long totalJobs,
    long tubes,
    long sessions,
    long producers,
    long workers,
    long waiting,
    long totalSessions,
    boolean draining) {}
