package org.zhixing.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.zhixing.SamplePassword;
import org.zhixing.Samples;
import org.zhixing.access.AccessTable.Place;
import org.zhixing.access.Actors.Actor;
import org.zhixing.discussion.requirement.RequirementSamples;
import org.zhixing.identity.Account;
import org.zhixing.identity.Accounts;
import org.zhixing.identity.Role;
import org.zhixing.organization.IdNumber;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;

/**
 * Two trees of the same shape: a committee under the top, with a branch that has one of every thing, and a sibling. Who
 * is of the first tree's branch is inside, of its committee the parent's, of its sibling outside, of the other tree's
 * committee foreign. Built once, through the rules that hold for everybody.
 */
@ApplicationScoped
public class AccessWorld {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Inject
    Organizations organizations;

    @Inject
    Members members;

    @Inject
    Accounts accounts;

    @Inject
    EntityManager entities;

    @Inject
    RequirementSamples requirements;

    private final Actors actors = new Actors();
    private Tree near;
    private Tree far;
    private Caller caller;

    Actors actors() {
        return actors;
    }

    /** The tree whose branch is asked about. */
    Tree near() {
        return near;
    }

    /** The other tree. */
    Tree far() {
        return far;
    }

    /** Builds the world where it does not stand yet. */
    synchronized void build(Caller caller, Requests requests, Contract contract) {
        if (near != null) {
            return;
        }
        this.caller = caller;
        far = QuarkusTransaction.requiringNew().call(this::tree);
        near = QuarkusTransaction.requiringNew().call(this::tree);
        for (Role role : Actors.PEOPLE) {
            join(role, Place.INSIDE, near, "branch", near.id("colleague"));
            join(role, Place.PARENT, near, "committee", null);
            join(role, Place.OUTSIDE, near, "sibling", null);
            join(role, Place.FOREIGN, far, "committee", null);
            join(role, Place.TOP, near, "top", null);
        }
        joinTheOthers();
        new OtherSystems(this, caller, contract).join();
        account("access-visitor", "访客", far.id("sibling"), null);
        Furnishing farther = furnishing(requests, far, Place.FOREIGN);
        farther.template();
        farther.all();
        Furnishing nearer = furnishing(requests, near, Place.PARENT);
        nearer.all();
        nearer.proof(actors.the(Role.AUDITOR, Place.TOP));
    }

    /** That somebody came by is noted once a minute, with a statement more; in these tests that minute has just begun. */
    void seemJustUsed() {
        QuarkusTransaction.requiringNew().run(() -> {
            entities.createNativeQuery("update account_session set seen_at = now() + interval '1 day'")
                    .executeUpdate();
            entities.createNativeQuery("update api_client set last_used_at = now() + interval '1 day'")
                    .executeUpdate();
        });
    }

    private Furnishing furnishing(Requests requests, Tree tree, Place above) {
        UUID account = account("account-" + tree.branchWord, "账号" + tree.branchWord, tree.id("branch"), null);
        tree.put("account", account.toString());
        tree.put(
                "grant",
                grant(account, Role.MEMBER, tree.id("branch"), null, null).toString());
        return new Furnishing(
                caller,
                requests,
                tree,
                actors.the(Role.OFFICE, above),
                actors.the(Role.SECRETARY, above),
                actors.the(Role.ADMIN, above),
                actors.the(Role.SUPERVISOR, above),
                requirements::draft);
    }

    private Tree tree() {
        Tree tree = new Tree();
        Organization top = found(tree, "top", null, Organization.Kind.MUNICIPAL_COMMITTEE, tree.committeeWord + "-0");
        Organization committee = found(tree, "committee", top, Organization.Kind.WORK_COMMITTEE, tree.committeeWord);
        Organization branch = found(tree, "branch", committee, Organization.Kind.BRANCH, tree.branchWord);
        found(tree, "sibling", committee, Organization.Kind.BRANCH, tree.committeeWord + "-2");
        String number = unusedIdNumber();
        tree.put("idNumber", number);
        tree.put("member", join(branch, "陈志强" + tree.branchWord, new IdNumber(number)));
        tree.put("colleague", join(branch, "李建国" + tree.branchWord, null));
        members.flush();
        return tree;
    }

    private Organization found(
            Tree tree, String name, @Nullable Organization parent, Organization.Kind kind, String word) {
        Organization organization =
                organizations.found(parent, kind, word, new Organization.Editable("组织" + word, null, null));
        organizations.flush();
        tree.put(name, organization.id().toString());
        return organization;
    }

    private String join(Organization branch, String name, @Nullable IdNumber number) {
        return members.join(
                        branch,
                        new Member.Editable(name, null, Member.Category.ORDINARY, Member.Stage.FULL, false, null, null),
                        number,
                        LocalDate.of(2020, 1, 1))
                .id()
                .toString();
    }

    private void join(Role role, Place place, Tree tree, String at, @Nullable UUID member) {
        String word = place == Place.INSIDE ? tree.branchWord : tree.committeeWord;
        String username = "%s-%s-%s".formatted(role, place, word).toLowerCase(java.util.Locale.ROOT);
        UUID account = account(username, role + word, tree.id(at), member);
        UUID grant = grant(account, role, tree.id(at), null, null);
        actors.add(Actors.holding(role, place, account, caller.signIn(username, Samples.PASSWORD)));
        if (place == Place.INSIDE) {
            tree.put("account of " + role, account.toString());
            tree.put("grant of " + role, grant.toString());
        }
    }

    /** Those whom nothing lets in any more, and one whose two roles must not add up. */
    private void joinTheOthers() {
        UUID branch = near.id("branch");
        Instant now = Instant.now();
        actors.add(Actors.signedOut("nobody", Map.of()));
        UUID disabled = account("access-disabled", "停用", branch, null);
        grant(disabled, Role.OFFICE, branch, null, null);
        actors.add(
                Actors.signedOut("disabled account, old session", caller.signIn("access-disabled", Samples.PASSWORD)));
        change("update account set enabled = false where id = :id", disabled);

        UUID expired = account("access-expired", "过期", near.id("sibling"), null);
        grant(expired, Role.OFFICE, branch, now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)));
        actors.add(Actors.withoutRole(
                "expired OFFICE inside", expired, caller.signIn("access-expired", Samples.PASSWORD)));

        UUID ended = account("access-ended", "收回", near.id("sibling"), null);
        grant(ended, Role.OFFICE, branch, null, null);
        actors.add(Actors.withoutRole("ended OFFICE inside", ended, caller.signIn("access-ended", Samples.PASSWORD)));
        change("update role_grant set valid_to = now() where account_id = :id", ended);

        UUID both = account("access-both", "两处", near.id("committee"), near.id("colleague"));
        grant(both, Role.SECRETARY, near.id("sibling"), null, null);
        grant(both, Role.MEMBER, branch, null, null);
        actors.add(Actors.ofTwoPlaces(
                "MEMBER inside and SECRETARY outside",
                Role.MEMBER,
                Role.SECRETARY,
                both,
                caller.signIn("access-both", Samples.PASSWORD)));
    }

    private UUID account(String username, String name, UUID organization, @Nullable UUID member) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Account account = new Account(username, name, SamplePassword.HASH, organization, member, Instant.now());
            accounts.persistAndFlush(account);
            return account.id();
        });
    }

    UUID grant(UUID account, Role role, UUID organization, @Nullable Instant from, @Nullable Instant to) {
        QuarkusTransaction.requiringNew().run(() -> {
            accounts.grant(accounts.findById(account), role, organization, from, to, null);
            accounts.flush();
        });
        return (UUID) entities.createNativeQuery(
                        "select id from role_grant where account_id = :account order by id desc limit 1", UUID.class)
                .setParameter("account", account)
                .getSingleResult();
    }

    /** What was given in secret, until it is closed. */
    interface Secret extends AutoCloseable {
        @Override
        void close();
    }

    /** Gives somebody outside the role they hold at another place too; a system is put there. */
    Secret secretly(Actor actor, String at) {
        if (actor.role() == Role.CLIENT) {
            move(actor.account(), at);
            return () -> move(actor.account(), "sibling");
        }
        UUID grant = grant(actor.account(), actor.role(), near.id(at), null, null);
        return () -> change("delete from role_grant where id = :id", grant);
    }

    private void move(UUID client, String to) {
        change("update api_client set organization_id = '" + near.id(to) + "' where id = :id", client);
    }

    void change(String sql, UUID id) {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        entities.createNativeQuery(sql).setParameter("id", id).executeUpdate());
    }

    /** A number that is well made and nobody's. */
    static String unusedIdNumber() {
        int serial = NUMBERS.incrementAndGet();
        String digits = "998888197805%02d%03d".formatted(10 + serial / 1000, serial % 1000);
        return "0123456789X"
                .chars()
                .mapToObj(check -> digits + (char) check)
                .filter(number -> IdNumber.fault(number) == null)
                .findFirst()
                .orElseThrow();
    }
}
