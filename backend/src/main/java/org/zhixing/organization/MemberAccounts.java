package org.zhixing.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhixing.identity.Account;
import org.zhixing.identity.Accounts;
import org.zhixing.identity.Role;
import org.zhixing.identity.SignIn;
import org.zhixing.platform.problem.Refused;

/** The accounts of a branch's members: opened from the roster, handed out on paper, and moving along with the member. */
@ApplicationScoped
class MemberAccounts {
    @Inject
    Accounts accounts;

    @Inject
    SignIn signIn;

    @Inject
    Members members;

    /** How a member comes in; a code where one was made just now. */
    record Slip(Member member, Account account, State state, String code) {}

    /** Where a member's account stands. */
    enum State {
        /** A code was made just now. */
        HANDED_OUT,
        /** Its owner already comes in with a password of their own. */
        IN_USE,
        /** It holds roles that the caller cannot give: somebody above hands it out. */
        HELD_ABOVE,
        DISABLED
    }

    /**
     * Opens an account for every active member of the branch who has none and makes a fresh code for every account that
     * nobody has used yet, or for those of the members named, used or not.
     */
    List<Slip> handOut(Organization branch, List<UUID> only) {
        List<Member> roster = roster(branch, only);
        Map<UUID, List<Account>> there =
                accounts.ofMembers(roster.stream().map(Member::id).toList());
        String prefix = prefix(branch);
        long number = accounts.countNamed(prefix);
        List<Slip> slips = new ArrayList<>();
        for (Member member : roster) {
            List<Account> theirs = there.getOrDefault(member.id(), List.of());
            if (theirs.isEmpty()) {
                Account account = accounts.open(
                        "%s%03d".formatted(prefix, ++number), member.name(), null, branch.id(), member.id());
                accounts.grant(account, Role.MEMBER, branch.id(), null, null, null);
                slips.add(new Slip(member, account, State.HANDED_OUT, signIn.hand(account)));
            } else {
                slips.add(slip(member, theirs.getFirst(), !only.isEmpty()));
            }
        }
        accounts.flush();
        return slips;
    }

    private Slip slip(Member member, Account account, boolean named) {
        if (!account.enabled()) {
            return new Slip(member, account, State.DISABLED, "");
        }
        if (account.inUse() && !named) {
            return new Slip(member, account, State.IN_USE, "");
        }
        if (!accounts.isBelow(account)) {
            return new Slip(member, account, State.HELD_ABOVE, "");
        }
        return new Slip(member, account, State.HANDED_OUT, signIn.hand(account));
    }

    /** The branch's active members, or those of them who are named; who is not one of them is refused at their place. */
    private List<Member> roster(Organization branch, List<UUID> only) {
        List<Member> roster = members.roster(branch.id());
        if (only.isEmpty()) {
            return roster;
        }
        Set<UUID> ids = roster.stream().map(Member::id).collect(Collectors.toSet());
        for (int i = 0; i < only.size(); i++) {
            if (!ids.contains(only.get(i))) {
                throw Refused.field("/memberIds/" + i, "reference-unknown");
            }
        }
        return roster.stream().filter(m -> only.contains(m.id())).toList();
    }

    /** Accounts follow their members from branch to branch, in the transaction that moves them. */
    void follow(@Observes RosterChanged changed) {
        Map<UUID, List<Account>> theirs = accounts.ofMembers(
                changed.moves().stream().map(RosterChanged.Move::member).collect(Collectors.toSet()));
        changed.moves().forEach(move -> theirs.getOrDefault(move.member(), List.of())
                .forEach(account -> accounts.follow(account, move.from(), move.to())));
    }

    /** User names of a branch begin with its code: short enough to be copied from paper. */
    private static String prefix(Organization branch) {
        String code = branch.code().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String plain = code.replaceAll("^-+|-+$", "");
        return (plain.isEmpty() ? "zb" + branch.id().toString().substring(30) : plain) + "-";
    }
}
