/**
 * What the HTTP face keeps in the data folder beside the journal: small values, and the audit log.
 * Nothing here is needed to keep a job.
 */
@NullMarked
package io.haulm.server.http.kept;

import org.jspecify.annotations.NullMarked;
