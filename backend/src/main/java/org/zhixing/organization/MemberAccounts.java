package org.zhixing.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhixing.identity.Account;
import org.zhixing.identity.Accounts;
import org.zhixing.identity.Role;
import org.zhixing.identity.SignIn;

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
    List<Slip> handOut(Organization branch, Collection<UUID> only) {
        List<Member> roster = members.roster(branch.id()).stream()
                .filter(m -> only.isEmpty() || only.contains(m.id()))
                .toList();
        Map<UUID, Account> there =
                accounts.ofMembers(roster.stream().map(Member::id).toList());
        String prefix = prefix(branch);
        long number = accounts.countNamed(prefix);
        List<Slip> slips = new ArrayList<>();
        for (Member member : roster) {
            Account account = there.get(member.id());
            if (account == null) {
                account = accounts.open(
                        "%s%03d".formatted(prefix, ++number), member.name(), null, branch.id(), member.id());
                accounts.grant(account, Role.MEMBER, branch.id(), null, null, null);
                slips.add(new Slip(member, account, State.HANDED_OUT, signIn.hand(account)));
            } else if (!account.enabled()) {
                slips.add(new Slip(member, account, State.DISABLED, ""));
            } else if (account.inUse() && only.isEmpty()) {
                slips.add(new Slip(member, account, State.IN_USE, ""));
            } else if (!accounts.isBelow(account)) {
                slips.add(new Slip(member, account, State.HELD_ABOVE, ""));
            } else {
                slips.add(new Slip(member, account, State.HANDED_OUT, signIn.hand(account)));
            }
        }
        accounts.flush();
        return slips;
    }

    /** Accounts follow their members from branch to branch, in the transaction that moves them. */
    void follow(@Observes RosterChanged changed) {
        Map<UUID, Account> theirs = accounts.ofMembers(
                changed.moves().stream().map(RosterChanged.Move::member).collect(Collectors.toSet()));
        changed.moves().forEach(move -> {
            Account account = theirs.get(move.member());
            if (account != null) {
                accounts.follow(account, move.from(), move.to());
            }
        });
    }

    /** User names of a branch begin with its code: short enough to be copied from paper. */
    private static String prefix(Organization branch) {
        String code = branch.code().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String plain = code.replaceAll("^-+|-+$", "");
        return (plain.isEmpty() ? "zb" + branch.id().toString().substring(30) : plain) + "-";
    }
}
