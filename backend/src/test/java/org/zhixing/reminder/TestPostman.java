package org.zhixing.reminder;

import io.quarkus.mailer.Mail;
import io.quarkus.test.junit.QuarkusMock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps what it is given, and behaves towards it as a test says. */
class TestPostman extends Postman {
    private final List<Mail> given = new CopyOnWriteArrayList<>();
    private volatile Function<Mail, Outcome> behaviour = mail -> Outcome.DELIVERED;

    static TestPostman install() {
        TestPostman postman = new TestPostman();
        QuarkusMock.installMockForType(postman, Postman.class);
        return postman;
    }

    void behave(Function<Mail, Outcome> as) {
        behaviour = as;
    }

    /** What was handed over for an address, the earliest first. */
    List<Mail> to(String address) {
        return given.stream().filter(mail -> mail.getTo().contains(address)).toList();
    }

    @Override
    boolean works() {
        return true;
    }

    @Override
    void checkWorks() {}

    @Override
    Outcome deliver(Mail mail) {
        given.add(mail);
        return behaviour.apply(mail);
    }
}
