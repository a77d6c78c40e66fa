/** The one that ships, out of the package of its data. */
export const SHIPPED_LANGUAGE = 'eng';

/**
 * Trained data whose hash is known: `4.0.0_best_int` of the packages @tesseract.js-data/<code> 1.0.0, unpacked. What is
 * added under one of these codes and has another hash is used too, but shown as unknown.
 */
export const KNOWN_LANGUAGES: Readonly<Record<string, { name: string; bytes: number; sha256: string }>> = {
  eng: { name: 'English', bytes: 5_199_098, sha256: '5dc5d8d640a212c9d6184921ba103b186f50e0fed9ee716c53e6b312b400d747' },
  deu: { name: 'German', bytes: 2_070_514, sha256: 'a1b72cc25753eac167edfef5af4448a8dc34973503a2265c34c84520f896eb03' },
  fra: { name: 'French', bytes: 1_248_107, sha256: 'bf83833fa957ff0076f6aa93f69e3bdf7b014dea829ea0c0d6be6b48a3ceef6d' },
  spa: { name: 'Spanish', bytes: 3_379_457, sha256: '0062377729b81cc268b1822f09eb1c08c09f3f7f1c6b422540b51555a7eeea70' },
  ita: { name: 'Italian', bytes: 3_126_172, sha256: '36ec897f5f1f489b257801881286167a79b99a16040c6fbc7e3e30f03821b10b' },
  por: { name: 'Portuguese', bytes: 2_422_444, sha256: '42fab1f017aedab69b92bdecc01bbb11166cd3b177575612ee860f8e2825ece0' },
  nld: { name: 'Dutch', bytes: 6_065_224, sha256: '363c360db9838838ff7ed3d8b885b33acc0d61d37165708303cf8a81e50164f3' },
  pol: { name: 'Polish', bytes: 5_426_310, sha256: '02b89cad819f1374631b4a3c92bdac79c214150f97a3686df78de6c8c30782db' },
  ces: { name: 'Czech', bytes: 4_342_164, sha256: '8602be919dc0368d01255e1f03ba1003cffdca434f1ba5cc33cfec3ff72aaa32' },
  slk: { name: 'Slovak', bytes: 4_973_525, sha256: '61122262503493a7893397e13b7182aade824a8113a65ec3e9a414484ba4907a' },
  slv: { name: 'Slovenian', bytes: 3_118_549, sha256: 'b432c0be7d58465be202c43cd73978ae5af5de0d95c81c42b32cc5c29d4b9b25' },
  hrv: { name: 'Croatian', bytes: 4_661_668, sha256: '8b46d68f321075eb632397945fd206dc1ccd6c278c5d4fdb6c40314ca37cdc1a' },
  hun: { name: 'Hungarian', bytes: 5_838_145, sha256: 'f46ebe2687bc1f283a64e6e6ce5fd9a80db987dd5227257b2194bafc97c02f41' },
  ron: { name: 'Romanian', bytes: 3_051_219, sha256: 'd25de8fa98f58eb80365a5c53482a591caf02afd0719a57dcd5eaa081d48486b' },
  bul: { name: 'Bulgarian', bytes: 2_345_764, sha256: '8582d99f327aa5a5cf2ef5c1b2f33d9908ace710518565d6fcc5b1e899457383' },
  ukr: { name: 'Ukrainian', bytes: 4_365_622, sha256: 'c9bceda0ec7f1cd8dc7642ec62221395066b98359fa0e988d5db82ceae727892' },
  swe: { name: 'Swedish', bytes: 4_167_074, sha256: 'a4c33cbd23d988c84b5f9d5d5b2417fc16da061e3dc7b16acb904a4566088b14' },
  dan: { name: 'Danish', bytes: 3_237_797, sha256: '8caa660af31fe83225a341e525a9b591ed9c12fc42f23508834ddd3aa02360ed' },
  nor: { name: 'Norwegian', bytes: 4_135_903, sha256: '4fd754e511aa9f88f4fd270c8b5f34bceff1c1a5ad639d52242c5f78fe1046a1' },
  fin: { name: 'Finnish', bytes: 7_865_740, sha256: '035636c84749b0a946d4c0c6faf12ff1768f189324a42183c08711abf3a3d50e' },
  est: { name: 'Estonian', bytes: 5_657_319, sha256: '5a5f44c68cdf1365a127c0dad6153b1203cd370d89c1e8bc2ea2caa718b2f3c1' },
  lav: { name: 'Latvian', bytes: 2_833_341, sha256: 'de392dc31273671df002175d084f91e607b71211a8935a4297b183a628578f34' },
  lit: { name: 'Lithuanian', bytes: 3_713_534, sha256: '4df456630e257f88cbbbe21bc2aec813faba2d2d7cd1373ff0207306490dfa30' },
  tur: { name: 'Turkish', bytes: 4_680_866, sha256: 'f0127d0f3745f9c65e2ae7ec6b23198fbe5aa186a61b35661426f5e1ef9dedd7' },
  ell: { name: 'Greek', bytes: 2_121_037, sha256: 'c8dc383cf201efee45b3f83bf3f8d005bf544ace6a937c46813de5196ea5d79f' },
  ara: { name: 'Arabic', bytes: 2_495_395, sha256: 'e7d6494e2ef249ee97ad151eb01e0e6ae3aaf429256442ad6af534862a2a8c0f' },
  heb: { name: 'Hebrew', bytes: 1_074_644, sha256: 'a95d74d445e9bbb772a3572b4f01741309b3ab2c015773ef6fe7f25829c2dd0b' },
  hin: { name: 'Hindi', bytes: 1_651_097, sha256: '187d00e09ac523b0e7c8c3edf93050ffc1caa8083674fd637f6a493178c5caff' },
  jpn: { name: 'Japanese', bytes: 3_039_374, sha256: '1a0175291ea145d4a66be681d1084496f10af938aacab247c5d40b31359a604e' },
  kor: { name: 'Korean', bytes: 2_208_378, sha256: 'ec1749377d49ac38fb3d3cd05dd5e2a53359d329f359762bc638a81132109992' },
  chi_sim: { name: 'Chinese, simplified', bytes: 2_471_033, sha256: '9784f7c917c546424b690fcde708ce1f604a4393d08bb51ddab146d7d7c794e6' },
  chi_tra: { name: 'Chinese, traditional', bytes: 2_368_636, sha256: '6abfb87cce5db0d09624f16eedd8a0b24173718856121f721b6d1214193d4dab' },
  vie: { name: 'Vietnamese', bytes: 1_667_949, sha256: '112f6fd1d04ab4cb0208cad9cada8de214ae33a1e4db3750ffcda69262aef0a8' },
  tha: { name: 'Thai', bytes: 1_072_730, sha256: 'e8cf7af22c02b1cbd1b3a29a76c8e8bacc22c67dac28d8c95a2b40f36c359a70' },
  ind: { name: 'Indonesian', bytes: 1_776_253, sha256: '431ad6931126cfd70a35db57eb14823c090fc6174e0eaf1f400dd06b9cb1baf3' },
  cat: { name: 'Catalan', bytes: 1_146_068, sha256: '8231128312990386f024051cb4e4bc69130ca57202f01655c8010d8dd5a3a8b2' },
  lat: { name: 'Latin', bytes: 3_187_495, sha256: 'fde3f53729e50dc41441d167208be57da9cf6ec42efabd5af6871218b63e114e' },
  gle: { name: 'Irish', bytes: 1_181_856, sha256: '65400f1036678c6478e8880c8a89e22c832af638928a57e8b9dcbb878b27abc4' },
  isl: { name: 'Icelandic', bytes: 2_939_205, sha256: '4a65a839c8741e902ad913863609ccd63bc28f88fd0c2e2ef52a00261014655d' },
};
