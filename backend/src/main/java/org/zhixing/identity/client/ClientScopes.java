package org.zhixing.identity.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.zhixing.platform.problem.Refused;

/**
 * What a client may be allowed to do, and which of it an operation needs. One rule: the first part of the path and
 * whether the operation reads or writes; only what shows ID numbers in clear has a scope of its own.
 */
public final class ClientScopes {
    static final String DISCLOSE = "members:disclose";

    private static final String BASE = "/api/v1/";

    /** Every scope there is, in the order of the contract, with what it allows. */
    public static final Map<String, String> KNOWN = known();

    private ClientScopes() {}

    private static Map<String, String> known() {
        Map<String, String> scopes = new LinkedHashMap<>();
        scopes.put("organizations:read", "读取党组织 Read organisations");
        scopes.put("organizations:write", "新建、修改党组织 Create and change organisations");
        scopes.put("branches:read", "读取支部及其学时 Read branches and their hours");
        scopes.put("branches:write", "新建、修改支部 Create and change branches");
        scopes.put("members:read", "读取党员，号码已遮盖 Read members, numbers masked");
        scopes.put("members:write", "新增、修改、转移党员 Create, change and transfer members");
        scopes.put(DISCLOSE, "查看、按号码查找党员，均留痕 See numbers in clear and look members up by them; recorded");
        scopes.put("imports:read", "读取导入进度与错误 Read imports and their errors");
        scopes.put("imports:write", "导入花名册 Import rosters");
        scopes.put("campaigns:read", "读取活动、批次、阶段 Read campaigns, batches and phases");
        scopes.put("campaign-templates:read", "读取活动模板 Read campaign templates");
        scopes.put("study-sessions:read", "读取集中学习、考勤、会议记录 Read study sessions, rolls and minutes");
        scopes.put("study-sessions:write", "安排集中学习、登记考勤 Plan study sessions and take rolls");
        scopes.put("materials:read", "读取学习材料 Read materials and their files");
        scopes.put("reading-list:read", "读取应读清单 Read what is to be read");
        scopes.put("discussions:read", "读取大讨论与发言 Read discussions and contributions");
        scopes.put("requirements:read", "读取具体要求及其来源 Read requirements and their sources");
        scopes.put("rectification-items:read", "读取整改台账与佐证 Read the ledger and its evidence");
        scopes.put("rectification-items:write", "登记、办理整改事项 Raise and work on items");
        scopes.put("outcomes:read", "读取实效及其指标 Read outcomes and their indicators");
        scopes.put("outcomes:write", "登记实效、填报数值 Record outcomes and their values");
        scopes.put("progress:read", "读取进度 Read progress");
        return java.util.Collections.unmodifiableMap(scopes);
    }

    /**
     * The scope an operation needs, whether or not there is such a one.
     *
     * @param method the HTTP method
     * @param path the path of the operation as the contract writes it, with its parameters unfilled: what a caller
     *     writes can be spelt in many ways
     */
    public static String needed(String method, String path) {
        String below = path.startsWith(BASE) ? path.substring(BASE.length()) : path;
        String first = below.split("/", 2)[0];
        if (first.equals("members") && (path.endsWith("/disclosures") || path.endsWith("/lookups"))) {
            return DISCLOSE;
        }
        return first + (method.equals("GET") || method.equals("HEAD") ? ":read" : ":write");
    }

    /** The scopes without repetition and in order; an unknown one is refused at its place. */
    static List<String> check(Collection<String> wanted, String pointer) {
        Refused unknown = null;
        int place = 0;
        for (String scope : wanted) {
            if (!KNOWN.containsKey(scope)) {
                unknown = (unknown == null ? Refused.invalid("validation") : unknown)
                        .at(pointer + "/" + place, "client/scope-unknown", scope, String.join(", ", KNOWN.keySet()));
            }
            place++;
        }
        if (unknown != null) {
            throw unknown;
        }
        return new ArrayList<>(new TreeSet<>(wanted));
    }
}
