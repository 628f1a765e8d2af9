# METADATA
# title: Digests
# description: Two digests are the same whether or not they bear the name of their method, and whatever the case of their letters.
package bylaw.lib.digest

same(a, b) if plain(a) == plain(b)

plain(text) := trim_prefix(lower(text), "sha256:")
