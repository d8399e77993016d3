package org.zhixing;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class Zhixing {
    private Zhixing() {}

    public static void main(String... args) {
        Quarkus.run(args);
    }
}
