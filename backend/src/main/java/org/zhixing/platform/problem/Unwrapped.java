package org.zhixing.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Carries a checked JSON failure through code that declares none; answered as its cause. */
public final class Unwrapped extends RuntimeException {
    public Unwrapped(JsonProcessingException cause) {
        super(cause);
    }

    JsonProcessingException unreadable() {
        return (JsonProcessingException) getCause();
    }
}
