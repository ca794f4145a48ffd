package io.haulm.examples.mail;

/**
 * What becomes of a newsletter.
 *
 * @param sent its mails
 * @param attempts all attempts that this took
 */
record Report(int sent, int attempts) {}
