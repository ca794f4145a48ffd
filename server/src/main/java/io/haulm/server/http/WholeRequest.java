package io.haulm.server.http;

import io.netty.handler.codec.http.HttpRequest;

/**
 * A request whose body is there.
 *
 * @param budgetBytes what its body has taken of the budget, until somebody gives it back
 */
record WholeRequest(HttpRequest head, byte[] body, long budgetBytes) {}
