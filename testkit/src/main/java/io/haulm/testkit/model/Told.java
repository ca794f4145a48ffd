package io.haulm.testkit.model;

import io.haulm.engine.Session;

/** What a session that waited was told, in the form of {@link Shown}. */
record Told(Session session, Object answer) {}
