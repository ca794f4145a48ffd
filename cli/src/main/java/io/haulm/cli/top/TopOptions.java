package io.haulm.cli.top;

import java.net.URI;
import java.util.Optional;

/**
 * What {@code haulm top} is told.
 *
 * @param server where the HTTP face is: {@code http://127.0.0.1:11380}
 * @param token what shows who asks, on a server with users
 * @param hasColour false when the screen is to be without colours
 */
public record TopOptions(URI server, Optional<String> token, boolean hasColour) {}
