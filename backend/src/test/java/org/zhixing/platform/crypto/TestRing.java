package org.zhixing.platform.crypto;

import io.quarkus.test.junit.QuarkusMock;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The service's keyring as it is after a restart with another setting; it tells when an ID number is encrypted. */
class TestRing extends Keyring {
    /** The key that tests run with otherwise. */
    static final String ONE = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    static final String TWO = "2:HwABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=";

    /** Encryptions of ID numbers, from 1. */
    final AtomicInteger numbers = new AtomicInteger();

    /** All encryptions. */
    final AtomicInteger all = new AtomicInteger();

    private final ThreadLocal<Integer> activeHere = new ThreadLocal<>();
    private IntConsumer beforeNumber = count -> {};

    private TestRing(String keys, String active) {
        super(MasterKeys.parse(keys, active));
    }

    static TestRing install(String keys, int active) {
        TestRing ring = new TestRing(keys, Integer.toString(active));
        QuarkusMock.installMockForType(ring, Keyring.class);
        return ring;
    }

    void beforeNumber(IntConsumer action) {
        beforeNumber = action;
    }

    /** For this thread another version is the active one, as on another replica. */
    void activeHere(int version) {
        activeHere.set(version);
    }

    @Override
    public int active() {
        Integer here = activeHere == null ? null : activeHere.get();
        return here == null ? super.active() : here;
    }

    @Override
    public byte[] encrypt(String context, String clear) {
        return encrypt(context, clear.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] encrypt(String context, byte[] clear) {
        if (context.equals("member.id_number")) {
            beforeNumber.accept(numbers.incrementAndGet());
        }
        all.incrementAndGet();
        return super.encrypt(context, clear);
    }
}
