# METADATA
# title: Agents and their requests
# description: Finds the agent behind a request and the tool that it calls. What is not on the list is unknown, and unknown is refused.
package bylaw.lib.agents

current := input.agent

current := agent if {
	not input.agent
	some agent in input.all.agent
	agent.id == input.request.agent_id
}

tool := entry if {
	some entry in current.tools
	entry.name == input.request.tool.name
	entry.server == input.request.tool.server
}

# An agent that nobody knows has no limits of its own, and may go nowhere.
limits := object.get(current, "limits", {}) if current

else := {}

hosts := object.get(current, "egress_allow", []) if current

else := []

is_tool_call if input.request.operation == "tool_call"

risk := tool.risk

# An approval of exactly this call that has not run out.
approved(ttl_seconds) if {
	approval := input.request.approval
	approval.arguments_sha256 == input.request.tool.arguments_sha256
	approval.approver != ""
	moment := time.parse_rfc3339_ns(input.request.at)
	moment >= time.parse_rfc3339_ns(approval.at)
	moment - time.parse_rfc3339_ns(approval.at) <= ttl_seconds * 1000000000
	_not_expired(approval, moment)
}

_not_expired(approval, _) if not approval.expires_at

_not_expired(approval, moment) if time.parse_rfc3339_ns(approval.expires_at) >= moment
