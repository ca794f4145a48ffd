package io.haulm.tasks;

import java.util.Map;

/**
 * A call that is about to be sent, as an interceptor sees it.
 *
 * @param id the task's id
 * @param task its name
 * @param queue where it will wait
 * @param rootId the first task of all that led to it; its own id when nothing did
 * @param headers what travels beside its input; to be added to
 */
public record OutgoingCall(
    String id, String task, String queue, String rootId, Map<String, Object> headers) {}
