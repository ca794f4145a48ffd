package io.haulm.server.http;

import java.util.List;

/** A part of the HTTP face: some routes, and the page of the API's description that tells them. */
public interface ApiPart {
  /** What it answers. */
  List<Route> routes();

  /**
   * The name of its page. In the folder {@code openapi} of this package's resources {@code
   * NAME.paths.yaml} holds what goes below {@code paths:}, and {@code NAME.schemas.yaml}, if it is
   * there, what goes below {@code components: schemas:}.
   */
  String openApiPage();
}
