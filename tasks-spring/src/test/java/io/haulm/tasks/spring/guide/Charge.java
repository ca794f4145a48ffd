package io.haulm.tasks.spring.guide;

record Charge(String orderId, long cents) {}
