package io.haulm.server.http;

import io.haulm.server.config.FaceAddress;
import io.haulm.server.http.access.Access;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What the HTTP face is told.
 *
 * @param address where it listens
 * @param hostNames further names by which browsers may call it
 * @param access who may come in
 * @param isReadOnly whether nothing may be changed just now
 * @param parts what it answers
 * @param requestMillisMax in this time a client must bring a request
 */
public record HttpOptions(
    FaceAddress address,
    List<String> hostNames,
    Access access,
    BooleanSupplier isReadOnly,
    List<ApiPart> parts,
    long requestMillisMax) {}
