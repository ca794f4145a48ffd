package io.haulm.tasks.spring.guide;

record Receipt(String id, int attempts) {}
