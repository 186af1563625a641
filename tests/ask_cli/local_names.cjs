// Lets the names of buckets at a stand-in (bucket.localhost) lead to this machine, as they do at Amazon's own host.
const dns = require("node:dns");
const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(name.endsWith(".localhost") ? "localhost" : name, ...rest);
