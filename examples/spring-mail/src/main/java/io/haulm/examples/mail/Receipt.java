package io.haulm.examples.mail;

/**
 * What becomes of a mail.
 *
 * @param to who got it
 * @param attempts how often it was tried
 */
record Receipt(String to, int attempts) {}
