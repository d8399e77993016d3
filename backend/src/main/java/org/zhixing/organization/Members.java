package org.zhixing.organization;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.organization.RosterChanged.Move;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;

/** Every query for members, and the verbs that keep a member and the membership periods in step. */
@ApplicationScoped
public class Members implements PanacheRepositoryBase<Member, UUID> {
    static final Order<Member> BY_NAME =
            Order.ascending("name", "m.name", String.class, Member::name, "m.id", Member::id);
    static final Order<Member> NEWEST = Order.descending(
            "-joinedOn",
            "coalesce(m.joinedOn, cast('0001-01-01' as LocalDate))",
            LocalDate.class,
            m -> m.joinedOn() == null ? LocalDate.of(1, 1, 1) : m.joinedOn(),
            "m.id",
            Member::id);
    static final Order<Membership> LATEST_PERIOD =
            Order.descending("-from", "p.fromDate", LocalDate.class, Membership::from, "p.id", Membership::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Keyring keys;

    @Inject
    Clock clock;

    @Inject
    Event<RosterChanged> rosterChanged;

    public Listing<Member> withinScope() {
        return listings.of(Member.class, "Member m join fetch m.branch b").where(scope.over("m.branch.id"));
    }

    public Member get(UUID id) {
        return withinScope().where("m.id = :id", "id", id).one();
    }

    /** A member that a body names: refused at its place where the caller does not reach them. */
    public Member named(UUID id, String pointer) {
        return withinScope()
                .where("m.id = :id", "id", id)
                .maybe()
                .orElseThrow(() -> Refused.field(pointer, "reference-unknown"));
    }

    /** The active members of a branch in pinyin order; at most 2,000. The caller's scope over the branch has been checked. */
    public List<Member> roster(UUID branch) {
        return listings.of(Member.class, "Member m join fetch m.branch b")
                .where("m.branch.id = :branch", "branch", branch)
                .where("m.state = ACTIVE")
                .first(2_000, BY_NAME);
    }

    /** Members by id whatever became of them, for lists that already are in scope. */
    public Map<UUID, Member> byId(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : find("id in ?1", ids).stream().collect(Collectors.toMap(Member::id, Function.identity()));
    }

    /** Those who belonged to the branch on a day, whatever became of them since. ORG-2. */
    public long rosterSize(UUID branch, LocalDate on) {
        return getEntityManager()
                .createQuery(
                        "select count(*) from Membership p where p.branch.id = :branch and p.fromDate <= :on"
                                + " and (p.toDate is null or p.toDate > :on)",
                        Long.class)
                .setParameter("branch", branch)
                .setParameter("on", on)
                .getSingleResult();
    }

    /** Those who belonged to the branch on a day, in pinyin order; at most 2,000. ORG-2. */
    public List<Member> rosterOn(UUID branch, LocalDate on) {
        return listings.of(Member.class, "Member m join fetch m.branch")
                .where(new org.zhixing.platform.query.Condition(
                        "exists (select 1 from Membership p where p.memberId = m.id and p.branch.id = :branch"
                                + " and p.fromDate <= :on and (p.toDate is null or p.toDate > :on))",
                        Map.of("branch", branch, "on", on)))
                .first(2_000, BY_NAME);
    }

    Listing<Membership> periods(UUID member) {
        return listings.of(Membership.class, "Membership p join fetch p.branch")
                .where("p.memberId = :member", "member", member);
    }

    /** Looks somebody up by number, within the scope, without the number being stored in clear. */
    Optional<Member> byIdNumber(IdNumber number) {
        return withinScope()
                .where("m.idNumberHash in (:hashes)", "hashes", Member.hashes(number, keys))
                .maybe();
    }

    public Member join(
            Organization branch, Member.Editable facts, @Nullable IdNumber number, @Nullable LocalDate since) {
        if (number != null) {
            refuseKnown(number);
        }
        Member member = new Member(branch, facts, number, keys);
        announce(List.of(admit(member, since == null ? Times.today(clock) : since)));
        return member;
    }

    /** Closes the period in one branch and opens one in another, from the same day on. */
    void transfer(Member member, Organization to, LocalDate on, @Nullable String reason) {
        announce(List.of(move(member, to, on, reason)));
    }

    /** The same verbs for many members at once: whoever uses them tells what moved with {@link #announce}. */
    public Move admit(Member member, LocalDate from) {
        persist(member);
        getEntityManager().persist(new Membership(member.id(), member.branch(), from, null));
        return new Move(member.id(), null, member.branch().id());
    }

    public Move move(Member member, Organization to, LocalDate on, @Nullable String reason) {
        UUID from = member.branch().id();
        if (from.equals(to.id())) {
            throw Refused.field("/toBranchId", "member/already-there");
        }
        if (on.isAfter(Times.today(clock))) {
            throw Refused.field("/on", "member/transfer-in-future");
        }
        member.belongTo(to);
        close(member, on);
        getEntityManager().persist(new Membership(member.id(), to, on, reason));
        return new Move(member.id(), from, to.id());
    }

    public Move release(Member member, LocalDate on) {
        member.leave();
        close(member, on);
        return new Move(member.id(), member.branch().id(), null);
    }

    public Move readmit(Member member, Organization branch, LocalDate on) {
        member.comeBack(branch);
        getEntityManager().persist(new Membership(member.id(), branch, on, null));
        return new Move(member.id(), null, branch.id());
    }

    public void announce(List<Move> moves) {
        if (!moves.isEmpty()) {
            getEntityManager().flush();
            rosterChanged.fire(new RosterChanged(List.copyOf(moves)));
        }
    }

    /** Members by ID number wherever they are: a number belongs to one person, in or out of the caller's scope. */
    public Map<IdNumber, Member> numbered(Collection<IdNumber> numbers) {
        Map<ByteBuffer, IdNumber> byHash = new HashMap<>();
        numbers.forEach(
                number -> Member.hashes(number, keys).forEach(hash -> byHash.put(ByteBuffer.wrap(hash), number)));
        return byHash.isEmpty()
                ? Map.of()
                : list(
                                "from Member m join fetch m.branch where m.idNumberHash in ?1",
                                byHash.keySet().stream().map(ByteBuffer::array).toList())
                        .stream()
                        .collect(Collectors.toMap(
                                m -> byHash.get(ByteBuffer.wrap(m.idNumberHash())), Function.identity(), (a, b) -> a));
    }

    /**
     * A number belongs to one person. The unique index says so of hashes under one key; while there are several keys,
     * replicas may write under different ones, and take turns for a number.
     */
    private void refuseKnown(IdNumber number) {
        if (keys.versions().size() == 1) {
            return;
        }
        byte[] turn = keys.seal(
                keys.versions().first(), "member.id_number.turn", number.value().getBytes(StandardCharsets.UTF_8));
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(:turn)")
                .setParameter("turn", ByteBuffer.wrap(turn).getLong())
                .getSingleResult();
        if (count("idNumberHash in ?1", Member.hashes(number, keys)) > 0) {
            throw Refused.conflict("constraint/member_id_number_unique");
        }
    }

    /** The active members of these branches who have one of these names. */
    public List<Member> called(Collection<String> names, Collection<UUID> branches) {
        return names.isEmpty() || branches.isEmpty()
                ? List.of()
                : list(
                        "from Member m join fetch m.branch b where b.id in ?1 and m.name in ?2 and m.state = ACTIVE",
                        branches,
                        names);
    }

    private void close(Member member, LocalDate on) {
        getEntityManager()
                .createQuery("from Membership p where p.memberId = :member and p.toDate is null", Membership.class)
                .setParameter("member", member.id())
                .getResultList()
                .forEach(open -> open.end(on));
        getEntityManager().flush();
    }
}
