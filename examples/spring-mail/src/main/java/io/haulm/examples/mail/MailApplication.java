package io.haulm.examples.mail;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the web server and the worker. */
@SpringBootApplication
public class MailApplication {

  /** Made by Spring. */
  MailApplication() {}

  /** Starts the program. */
  public static void main(String[] args) {
    SpringApplication.run(MailApplication.class, args);
  }
}
