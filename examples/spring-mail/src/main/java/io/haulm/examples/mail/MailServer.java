package io.haulm.examples.mail;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stands for a mail server of somebody else's: it is out of order now and then. */
@Component
class MailServer {

  private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);

  /**
   * Delivers a mail, or not. Addresses that begin with {@code busy} are accepted at the third
   * attempt only.
   */
  void deliver(Mail mail, int attempt) throws IOException {
    if (mail.to().startsWith("busy") && attempt < 3) {
      throw new IOException("mailbox " + mail.to() + " is busy");
    }
    LOG.info("delivered \"{}\" to {} at attempt {}", mail.subject(), mail.to(), attempt);
  }
}
