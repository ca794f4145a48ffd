package io.haulm.examples.mail;

/**
 * The input of the task {@code mail.send}. Python calls it by {@code kwargs={"to":
 * "ann@example.org", "subject": "Hello"}}.
 */
record Mail(String to, String subject) {}
