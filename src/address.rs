//! Addresses: where the host ends and the path begins. Nothing more is read of them here; the browser makes them absolute.

/// Host and path of an address, without the port and without what follows the path. A relative address has no host.
pub fn parts(address: &str) -> (&str, &str) {
    let address = address.split(['?', '#']).next().unwrap_or("");
    let is_scheme = |scheme: &str| !scheme.contains('/');
    let rest = match address.split_once("//") {
        Some((before, rest)) if before.is_empty() || before.ends_with(':') && is_scheme(before) => rest,
        _ => return ("", address),
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    (host.split(':').next().unwrap_or(""), path)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn tells_host_from_path() {
        assert_eq!(parts("https://a.example/b/c?d=/e#f"), ("a.example", "/b/c"));
        assert_eq!(parts("https://a.example:8080"), ("a.example", ""));
        assert_eq!(parts("//a.example/b"), ("a.example", "/b"));
        for relative in ["/b/c", "b", "", "/b//c"] {
            assert_eq!(parts(relative), ("", relative));
        }
        assert_eq!(parts("#b"), ("", ""));
        // An address within another is not its host.
        assert_eq!(parts("/login?next=https://a.example/"), ("", "/login"));
        assert_eq!(parts("/away/https://a.example/b"), ("", "/away/https://a.example/b"));
        assert_eq!(parts("mailto:a@b.example"), ("", "mailto:a@b.example"));
    }
}
