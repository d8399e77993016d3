package org.zhixing.organization;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.zhixing.platform.crypto.Keyring;

/** Members with numbers, each of which no other test has. */
public record Numbered(UUID id, String name, IdNumber number, String phone) {
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final int A_DAY = 999;

    public static IdNumber next() {
        int n = SERIAL.incrementAndGet();
        String body = "990777"
                + LocalDate.of(1950, 1, 1).plusDays(n / A_DAY).toString().replace("-", "")
                + "%03d".formatted(n % A_DAY);
        return new IdNumber(body + IdNumber.check(body));
    }

    /** Many at once; each with a telephone number too. */
    public static List<Numbered> join(
            UUID branch, int count, Organizations organizations, Members members, Keyring keys) {
        List<Numbered> joined = new ArrayList<>();
        QuarkusTransaction.requiringNew().timeout(300).run(() -> {
            Organization home = organizations.findById(branch);
            List<RosterChanged.Move> moves = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Numbered one = new Numbered(null, "钱" + i, next(), "199%08d".formatted(SERIAL.get()));
                Member member = new Member(home, one.facts(), one.number(), keys);
                moves.add(members.admit(member, LocalDate.of(2020, 1, 1)));
                joined.add(new Numbered(member.id(), one.name(), one.number(), one.phone()));
            }
            members.announce(moves);
        });
        return joined;
    }

    /** One, as the service does it, in the running transaction. */
    public static void join(UUID branch, IdNumber number, Organizations organizations, Members members) {
        members.join(
                organizations.findById(branch),
                new Numbered(null, "孙一", number, "19900000000").facts(),
                number,
                LocalDate.of(2020, 1, 1));
        members.flush();
    }

    private Member.Editable facts() {
        return new Member.Editable(
                name, phone, Member.Category.ORDINARY, Member.Stage.FULL, false, null, LocalDate.of(2001, 7, 1));
    }
}
